/** `npm run models:check`: see `checkCommand.ts`, or `-- --help`. */
import { checkCommand } from './checkCommand';
import { TERMINAL } from './terminal';

void checkCommand(process.argv.slice(2), TERMINAL).then((code) => {
	process.exitCode = code;
});
