namespace Prefect.Gcp;

/// <summary>Where an object is.</summary>
internal readonly record struct GcsObject(string Bucket, string Name)
{
    public string Path => GooglePath.Of($"storage/v1/b/{Bucket}/o/{Name}");

    public GcpOperation Operation(string method, string attempt) => GcpOperation.Storage(method, attempt, Bucket, Name);

    public override string ToString() => $"gs://{Bucket}/{Name}";
}
