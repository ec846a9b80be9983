/**
 * Texts in the templates in which documentation comes, with invented models and words. The lines and
 * labels are those of the templates; nothing of a real text is copied.
 */

/** The older of Segmind's two templates: kind, content type, a key in `x-api-key`. */
export const OLDER = `# Lantern Glow
> Lights a scene.
> In two lines.

## Overview

- **Endpoint**: \`https://api.segmind.com/v1/lantern-glow\`
- **Model ID**: \`lantern-glow\`
- **Category**: textToVideo
- **Kind**: inference

## API Information

This model is called over HTTP.

### Input Schema

The API accepts the following input parameters:


- **\`seed\`** (\`integer\`, _required_):
  Start of the noise
  - Default: \`null\`

- **\`prompt\`** (\`string\`, _required_):
  What to show. Useful are:
  - short words
  - Default value: none
  - Default: \`"A lantern, with \\"quotes\\" and \`ticks\`"\`
  - Examples: "A lantern"

- **\`fast\`** (\`boolean\`, _required_):
  Quick and rough
  - Default: \`true\`

- **\`num_frames\`** (\`integer\`, _optional_):
  How many
  - Default: \`81\`
  - Range: 81 to 100

- **\`resolution\`** (\`string\`, _optional_):
  Size
  - Default: \`"480p"\`
  - Options: "480p", "720p"

- **\`shift\`** (\`number\`, _optional_):
  Shift
  - Range: 1 to 20
  - Default: \`12\`

**Required Parameters Example**:

\`\`\`json
{
  "seed": null
}
\`\`\`

**Full Example**:

\`\`\`json
{ "seed": null, "fast": true }
\`\`\`

### Output Schema

- **Content-Type**: \`video/mp4\`
- **\`status\`** (\`string\`, _required_):
  Not an input
  - Default: \`"done"\`

## Usage Examples

- **\`header\`** (\`string\`, _optional_):
`;

/** The newer one: type, average cost, options before the default. */
export const NEWER = `# Choir 2 (0.1)

> Sings a text.

## Overview

- **Endpoint**: \`https://api.segmind.com/v1/choir-2\`
- **Model ID**: \`choir-2\`
- **Category**: Text-to-Audio Generation
- **Type**: Synchronous (Direct response)
- **Average Cost**: $0.12419483106004443

## API Information

### Input Schema

The API accepts the following input parameters:

- **\`text\`** (\`string\`, _required_):
  Words to sing
  - Examples: "La", "Lo, la"

- **\`voice\`** (\`string\`, _optional_):
  Who sings
  - Options: "dan", "ann", "tom", "zoe", "leo", "mia", "jess", "leah", "zac", "tara", "kim"
  - Default: \`"dan"\`

- **\`top_p\`** (\`number\`, _optional_):
  How free
  - Range: 0.1 to 1
  - Default: \`0.95\`

### Output Schema

The answer is as follows.
`;
