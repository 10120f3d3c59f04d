namespace Prefect.Testing;

/// <summary>
/// The tests that look at, or change, what their whole process shares: memory, threads, environment variables, the console, the current
/// directory, the process's logger factory, listeners that hear others' traffic. Nothing else of their assembly runs while one of them
/// does. A class joins with <c>[Collection&lt;RunsAlone&gt;]</c>.
/// </summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class RunsAlone;
