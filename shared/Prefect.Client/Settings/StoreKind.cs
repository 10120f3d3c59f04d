namespace Prefect.Client;

/// <summary>Names where blocks, runs and logs are kept.</summary>
public enum StoreKind
{
    /// <summary>In a file of this machine, under <c>PREFECT_HOME</c>.</summary>
    Embedded,

    /// <summary>On the Prefect server or Prefect Cloud workspace that <c>PREFECT_API_URL</c> names.</summary>
    Server,
}
