declare module "pyodide/pyodide.asm.mjs" {
  /** Makes the module that holds Python; `loadPyodide` takes it as `createPyodideModule`. */
  const createPyodideModule: unknown;
  export default createPyodideModule;
}
