// Usage: node html.js FILE...   Prints the findings of html-validate as a JSON list of texts "file:line:col: message [rule]".
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";

const validate = new HtmlValidate(
  new FileSystemConfigLoader({
    root: true,
    extends: ["html-validate:standard"],
  }),
);

const findings = [];
for (const file of process.argv.slice(2)) {
  const report = await validate.validateFile(file);
  for (const result of report.results) {
    for (const m of result.messages) {
      findings.push(`${result.filePath}:${m.line}:${m.column}: ${m.message} [${m.ruleId}]`);
    }
  }
}
console.log(JSON.stringify(findings));
