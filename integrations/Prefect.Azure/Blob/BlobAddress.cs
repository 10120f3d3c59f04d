namespace Prefect.Azure;

/// <summary>A blob by its container and name.</summary>
internal readonly record struct BlobAddress(string Container, string Name)
{
    public AzureOperation Operation(string method, string attempt) => AzureOperation.Blob(method, attempt, Container, Name);

    public override string ToString() => $"{Container}/{Name}";
}
