export const laboratory = ['rule-author', 'rule-approver', 'analyst', 'auditor'];
const asking = ['rule-author', 'rule-approver', 'analyst'];

/** Who registers surveys and asks for studies. */
export const mayAsk = (role: string | undefined): boolean => role !== undefined && asking.includes(role);
