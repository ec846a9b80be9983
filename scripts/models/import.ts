/** `npm run models:import -- <slug, address or file>`: see `importCommand.ts`, or `-- --help`. */
import { importCommand } from './importCommand';
import { TERMINAL } from './terminal';
import { writeModel } from './write/writeModel';

void importCommand(process.argv.slice(2), TERMINAL, writeModel).then((code) => {
	process.exitCode = code;
});
