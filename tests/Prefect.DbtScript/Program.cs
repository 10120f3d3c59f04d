using Prefect.DbtScript;

// A program for tests that stands in for dbt: it takes dbt's command line, prints what dbt's documentation says that dbt prints, writes
// run_results.json, manifest.json and sources.json, and ends with dbt's codes. What becomes of the nodes stands in a script.
return await ScriptedCommand.RunAsync(args);
