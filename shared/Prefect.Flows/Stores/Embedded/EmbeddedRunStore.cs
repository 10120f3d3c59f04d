namespace Prefect.Flows;

/// <summary>Keeps runs in a SQLite file on this machine.</summary>
public sealed partial class EmbeddedRunStore;
