// n8n's rules are about code that runs in n8n; `npm run lint` has the project's own for these files
export default [{ ignores: ['**'] }];
