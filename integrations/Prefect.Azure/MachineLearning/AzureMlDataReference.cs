namespace Prefect.Azure;

/// <summary>A place in a datastore.</summary>
/// <param name="DatastoreName">Name of the datastore.</param>
/// <param name="Path">Path in it; empty for all of it.</param>
public sealed record AzureMlDataReference(string DatastoreName, string Path)
{
    /// <summary>The short form of its address, which jobs of the workspace understand.</summary>
    public override string ToString() => $"azureml://datastores/{DatastoreName}/paths/{Path}";
}
