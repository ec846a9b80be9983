import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { parse } from 'yaml';

import { PROJECT_FOLDER } from '../lib/paths';
import type { Member } from './cluster';
import { PLACES, ROLES, SHARED, type Role } from './settings';

interface Service {
	image?: string;
	command?: string | string[];
	environment?: Record<string, string>;
	deploy?: { replicas?: number };
}

interface Compose {
	services: Record<string, Service>;
}

const FILE = path.join(PROJECT_FOLDER, 'examples', 'queue-mode', 'compose.yaml');

const wordsOf = ({ command = 'start' }: Service) =>
	typeof command === 'string' ? command.split(' ') : command;

/** What a service says otherwise than the process that was started for the same role. */
function differencesOf(role: Role, service: Service, member: Member): string[] {
	const found: string[] = [];
	const environment = service.environment ?? {};
	const fixed: Record<string, string> = { ...SHARED, ...ROLES[role].settings };
	for (const name of Object.keys(fixed)) {
		const [here, there] = [member.env[name], environment[name]];
		if (here !== there) found.push(`${role}: ${name} is ${there}, was tested with ${here}`);
	}
	for (const name of PLACES) {
		if (!environment[name] || !member.env[name]) found.push(`${role}: ${name} is not set`);
	}
	for (const name of Object.keys(environment)) {
		const known = name in fixed || PLACES.includes(name);
		if (!known) found.push(`${role}: ${name} was not tested`);
	}
	const command = wordsOf(service).join(' ');
	if (command !== member.args.join(' ')) {
		found.push(`${role}: ${command}, was tested with ${member.args.join(' ')}`);
	}
	return found;
}

/**
 * Compares `examples/queue-mode/compose.yaml` with the processes that ran: version of n8n,
 * commands, number of each, and every setting. Returns lines to show; none when they agree.
 */
export async function composeDifferences(members: Member[], version: string): Promise<string[]> {
	const { services } = parse(await readFile(FILE, 'utf8'), { merge: true }) as Compose;
	const found: string[] = [];
	for (const role of Object.keys(ROLES) as Role[]) {
		const service = services[role] ?? {};
		const ours = members.filter((member) => member.role === role);
		const count = service.deploy?.replicas ?? 1;
		if (count !== ours.length) found.push(`${role}: ${count} of it, tested ${ours.length}`);
		if (!service.image?.endsWith(`:${version}`)) found.push(`${role}: image ${service.image}`);
		for (const member of ours) found.push(...differencesOf(role, service, member));
	}
	return found;
}
