// Collects the licence texts of everything that `build.mjs` puts into the site. What has no text stops the build.
import fs from "node:fs";
import path from "node:path";
import { unzipSync, strFromU8 } from "fflate";

const LICENCE_FILE = /(^|\/)(licen[cs]e|copying|notice)[^/]*$/i;
const IN_WHEEL = /\.dist-info\/(.*\/)?(licen[cs]e|copying|notice)[^/]*$/i;
const HOME = /^(home-?page|source( code)?|repository|code|github)$/i;

/** A package without any licence text. */
export class MissingLicence extends Error {}

/**
 * @param {string} web The folder `web`.
 * @param {string[]} wheels Paths of the wheels that are served.
 * @param {string[]} inputs Files that esbuild has read, relative to `web`.
 * @returns {{runtime: object[], libraries: object[], scripts: object[]}} Each with `name`, `version`, `licence`, `home`, `texts`.
 */
export function collect(web, wheels, inputs) {
  const index = JSON.parse(fs.readFileSync(path.join(web, "licences", "index.json"), "utf8"));
  const kept = (entry) => fs.readFileSync(path.join(web, "licences", entry.file), "utf8");
  const extra = new Map(index.filter((entry) => entry.for).map((entry) => [entry.for, kept(entry)]));
  const pyodide = JSON.parse(fs.readFileSync(path.join(web, "node_modules", "pyodide", "package.json"), "utf8")).version;
  const runtime = index
    .filter((entry) => !entry.for?.startsWith("wheel:"))
    .map((entry) => ({ ...told(entry), version: entry.for === "npm:pyodide" ? pyodide : "", texts: [kept(entry)] }));
  const libraries = wheels.map((file) => held(ofWheel(file), extra, "wheel"));
  const scripts = packagesOf(inputs).filter((name) => name !== "pyodide").map((name) => held(ofNpm(web, name), extra, "npm"));
  return { runtime, libraries, scripts };
}

const told = ({ name, licence, home }) => ({ name, licence, home });

/** The entry with at least one text, its own or the one that `licences/` has for it. */
function held(entry, extra, kind) {
  const more = extra.get(`${kind}:${entry.name}`);
  const texts = entry.texts.length ? entry.texts : more ? [more] : [];
  if (!texts.length) {
    throw new MissingLicence(
      `${entry.name} ${entry.version} is served, and its package has no licence text.\n` +
        `Put the text into web/licences/, and name it in web/licences/index.json with "for": "${kind}:${entry.name}".`,
    );
  }
  return { ...entry, texts };
}

function ofWheel(file) {
  const found = unzipSync(new Uint8Array(fs.readFileSync(file)), {
    filter: ({ name }) => IN_WHEEL.test(name) || name.endsWith(".dist-info/METADATA"),
  });
  const names = Object.keys(found).sort();
  const metadata = strFromU8(found[names.find((name) => name.endsWith("/METADATA"))]);
  const fields = metadata.split(/\r?\n\r?\n/)[0].split(/\r?\n/).map((line) => line.split(/: (.*)/));
  const first = (name) => fields.find(([key]) => key === name)?.[1] ?? "";
  const urls = fields.filter(([key]) => key === "Project-URL").map(([, value]) => value.split(/, */));
  return {
    name: first("Name"),
    version: first("Version"),
    licence: first("License-Expression") || (first("License").length < 40 ? first("License") : ""),
    home: urls.find(([label]) => HOME.test(label))?.[1] ?? first("Home-page"),
    texts: unique(names.filter((name) => IN_WHEEL.test(name)).map((name) => strFromU8(found[name]))),
  };
}

function ofNpm(web, name) {
  const folder = path.join(web, "node_modules", ...name.split("/"));
  const { version, license, homepage, repository } = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
  const address = String(repository?.url ?? repository ?? "").replace(/^git\+/, "").replace(/\.git$/, "");
  const files = fs.readdirSync(folder).filter((file) => LICENCE_FILE.test(file)).sort();
  return {
    name,
    version,
    licence: license ?? "",
    home: homepage ?? (address.startsWith("https://") ? address : ""),
    texts: unique(files.map((file) => fs.readFileSync(path.join(folder, file), "utf8"))),
  };
}

/** Names of the npm packages that bundled files come from. */
export function packagesOf(inputs) {
  const found = inputs.map((file) => /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(file)?.[1]);
  return unique(found.filter(Boolean)).sort();
}

const unique = (values) => [...new Set(values)];
