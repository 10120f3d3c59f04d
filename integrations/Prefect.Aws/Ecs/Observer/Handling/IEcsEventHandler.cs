namespace Prefect.Aws;

/// <summary>Does something about a task that has changed. It may be asked to do the same again.</summary>
internal interface IEcsEventHandler
{
    /// <summary>What it does, to follow "could not".</summary>
    string Purpose { get; }

    /// <summary>Whether it has to do with an event.</summary>
    bool Wants(EcsTaskEvent change);

    Task HandleAsync(EcsTaskEvent change, CancellationToken cancellationToken);
}
