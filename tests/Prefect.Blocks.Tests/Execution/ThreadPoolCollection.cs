namespace Prefect.Blocks.Tests.Execution;

/// <summary>Tests that look at the thread pool run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ThreadPoolCollection
{
    public const string Name = "thread pool";
}
