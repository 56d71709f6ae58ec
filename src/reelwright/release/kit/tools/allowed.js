// What stands in src/pages is data in TypeScript: constants, and calls of the kit. Anything else would run on whoever builds
// the page, and is refused here, before a line of it is compiled.
import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";

const HOME = "src/pages/";
const KIT = "../kit/index.js";
const found = [];

for (const name of readdirSync(HOME).sort()) look(HOME + name, readFileSync(HOME + name, "utf8"));
if (found.length) {
  console.error(found.join("\n"));
  process.exit(1);
}

function look(path, text) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const known = new Set();
  const refuse = (node, why) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    found.push(`${path}(${line + 1}): ${why}`);
  };
  if (/@ts-|<reference|<amd|@jsx/.test(text)) refuse(file, "comments that change the compiler are not allowed");
  for (const told of file.parseDiagnostics) refuse(file, ts.flattenDiagnosticMessageText(told.messageText, " "));
  const data = (node) => {
    if (ts.isIdentifier(node)) {
      if (!known.has(node.text)) refuse(node, `${node.text} is not imported from ${KIT} and no constant above`);
    } else if (ts.isArrayLiteralExpression(node)) node.elements.forEach(data);
    else if (ts.isObjectLiteralExpression(node)) node.properties.forEach(property);
    else if (ts.isSpreadElement(node) || ts.isParenthesizedExpression(node)) data(node.expression);
    else if (ts.isSatisfiesExpression(node)) data(node.expression);
    else if (ts.isAsExpression(node) && node.type.getText(file) === "const") data(node.expression);
    else if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && !node.questionDotToken) {
      [node.expression, ...node.arguments].forEach(data);
    } else if (
      !ts.isStringLiteral(node) &&
      !ts.isNoSubstitutionTemplateLiteral(node) &&
      !ts.isNumericLiteral(node) &&
      ![ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(node.kind)
    ) {
      refuse(node, `${ts.SyntaxKind[node.kind]} is no data: a page is made of constants and of calls of the kit`);
    }
  };
  const property = (node) => {
    const name = node.name;
    const plain = name && (ts.isIdentifier(name) || ts.isStringLiteral(name));
    if (!plain || name.text === "__proto__") refuse(node, "an entry has a plain name");
    else if (ts.isShorthandPropertyAssignment(node)) data(name);
    else if (ts.isPropertyAssignment(node)) data(node.initializer);
    else refuse(node, `${ts.SyntaxKind[node.kind]} is no data`);
  };
  for (const one of file.statements) {
    if (ts.isImportDeclaration(one)) {
      const from = one.moduleSpecifier.text;
      const bindings = one.importClause?.namedBindings;
      if (from !== KIT && !/^\.\/[a-z0-9-]+\.js$/.test(from)) {
        refuse(one, `${JSON.stringify(from)} is not the kit: import from ${KIT}, or from a file beside this one`);
      } else if (one.importClause?.name || !bindings || !ts.isNamedImports(bindings) || one.attributes) {
        refuse(one, "import what you need by its name, in braces");
      } else for (const name of bindings.elements) known.add(name.name.text);
    } else if (ts.isVariableStatement(one) && one.declarationList.flags & ts.NodeFlags.Const) {
      for (const constant of one.declarationList.declarations) {
        if (!ts.isIdentifier(constant.name) || !constant.initializer) refuse(constant, "a constant has a name and a value");
        else {
          data(constant.initializer);
          known.add(constant.name.text);
        }
      }
    } else if (ts.isExportAssignment(one) && !one.isExportEquals) data(one.expression);
    else refuse(one, `${ts.SyntaxKind[one.kind]} is not allowed: imports, constants and one export default`);
  }
}
