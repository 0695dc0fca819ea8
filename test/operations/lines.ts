/** The lines that some work writes to stdout and stderr. */
export function linesWritten(work: () => void): readonly string[] {
  const written: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    }),
  );
  try {
    work();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }

  return written.join('').split('\n').filter(Boolean);
}
