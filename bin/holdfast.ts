import { makeApp } from '../lib/app';

makeApp().synth();
