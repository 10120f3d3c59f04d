namespace Prefect.Blocks.Tests.Documents;

/// <summary>There is one sink in a process: its tests run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class BlockEventsCollection
{
    public const string Name = "block events";
}
