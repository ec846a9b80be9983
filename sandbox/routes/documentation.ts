import { bytesReply, htmlReply, type Reply, type Route } from '../http';
import { directoryText } from '../llms/directory';
import { modelText, templateOf } from '../llms/model';
import { MODELS } from '../models';

const textReply = (text: string): Reply =>
	bytesReply(200, 'text/plain; charset=utf-8', [Buffer.from(text)]);

/** The real site has these texts on a host of its own, and asks for no key either. */
export const documentationRoutes: readonly Route[] = [
	{
		server: 'api',
		method: 'GET',
		path: /^\/models\/([\w.-]+)\/llms\.txt$/,
		step: 'documentation',
		subject: (_, [slug = '']) => ({ slug }),
		async handle({ world }, [slug = '']) {
			const model = MODELS.get(slug);
			if (!model) return htmlReply(404, 'Not Found');
			const template = world.settings.documentationTemplate ?? templateOf(model);
			return textReply(modelText(model, template));
		},
	},
	{
		server: 'api',
		method: 'GET',
		path: /^\/llms\.txt$/,
		step: 'documentation',
		handle: async () => textReply(directoryText([...MODELS.values()])),
	},
];
