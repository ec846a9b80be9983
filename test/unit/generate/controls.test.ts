import fc from 'fast-check';
import { assignControls } from '../../../scripts/generate/controls';
import { model, parameter, realModels } from '../support/models';

const namesOf = (controls: Map<string, Map<string, string>>, slug: string) =>
	Object.fromEntries(controls.get(slug) ?? []);

it.each([
	['integer', 'qualityNumber'],
	['number', 'qualityNumber'],
	['boolean', 'qualitySwitch'],
	['string[]', 'qualityList'],
	['string', 'quality'],
	['string (uri)', 'quality'],
])('gives a newer parameter quality of type %s the control %s', (type, control) => {
	const newer = model('newer', [parameter({ name: 'quality', type })]);
	const controls = assignControls([...realModels(), newer]);
	expect(namesOf(controls, 'newer')).toEqual({ quality: control });
	expect(namesOf(controls, 'gpt-image-1-edit').quality).toBe('quality');
});

it('gives a newer text parameter a suffix where an older one is a number', () => {
	const types = ['integer', 'string', 'number'];
	const models = types.map((type) => model(type, [parameter({ name: 'seed', type })]));
	const controls = assignControls(models);
	const names = types.map((type) => controls.get(type)?.get('seed'));
	expect(names).toEqual(['seed', 'seedText', 'seed']);
});

it('takes the name that a file maps a parameter to, unless it stands for two types', () => {
	const own = (control: string) =>
		model('own', [parameter({ name: 'quality', type: 'integer', control })]);
	const controls = assignControls([...realModels(), own('jpegQuality')]);
	expect(namesOf(controls, 'own')).toEqual({ quality: 'jpegQuality' });
	expect(() => assignControls([...realModels(), own('size')])).toThrow(/own\.json: size/);
	const a = model('a', [
		parameter({ name: 'qualityNumber', type: 'string' }),
		parameter({ name: 'quality', type: 'string' }),
	]);
	const b = model('b', [parameter({ name: 'quality', type: 'integer' })]);
	expect(() => assignControls([a, b])).toThrow(/b\.json: qualityNumber/);
});

it('never renames a control because a model was added: saved workflows hold the names', () => {
	const anyParameter = fc
		.record({
			name: fc.constantFrom('seed', 'size', 'steps', 'quality'),
			type: fc.constantFrom('string', 'integer', 'number', 'boolean', 'string[]'),
		})
		.map(parameter);
	const anyModels = fc.array(fc.uniqueArray(anyParameter, { selector: (p) => p.name }), {
		minLength: 1,
		maxLength: 6,
	});
	fc.assert(
		fc.property(anyModels, (lists) => {
			const models = lists.map((parameters, n) => model(`m${n}`, parameters));
			const all = assignControls(models);
			models.forEach((_, count) => {
				const before = assignControls(models.slice(0, count));
				for (const [slug, names] of before) expect(all.get(slug)).toEqual(names);
			});
			const typeOf = new Map<string, string>();
			for (const { slug, parameters } of models) {
				for (const { name, type } of parameters) {
					const control = all.get(slug)?.get(name) ?? '';
					const kind = type === 'integer' ? 'number' : type;
					expect(typeOf.get(control) ?? kind).toBe(kind);
					typeOf.set(control, kind);
				}
			}
		}),
	);
});
