/** Whether the node runs as a tool of an agent: n8n gives it a type of its own then. */
export const isToolType = (type: string): boolean => type.endsWith('Tool');
