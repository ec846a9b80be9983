/**
 * `npx tsx test/pages/write.ts <slug>`: prints a model's file as a page into this folder, in the
 * project's own words, for the tests of `models:import`. Whether the file is right only the real page
 * can tell: `npm run models:check`.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { readModel } from '../../scripts/models/files';
import { printPage } from './print';

const [slug = ''] = process.argv.slice(2);
const model = readModel(slug);
if (!model) throw new Error(`nodes/Segmind/models/${slug}.json is missing`);
writeFileSync(path.join(__dirname, `${slug}.txt`), `${printPage(model)}\n`);
