namespace Prefect.Gcp;

/// <summary>How an object is written.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ContentType">Kind of the content; null for what the settings say.</param>
/// <param name="Overwrite">Whether one that is there is replaced; otherwise the service refuses.</param>
internal sealed record GcsWrite(string Name, string? ContentType, bool Overwrite)
{
    private const string UnknownType = "application/octet-stream";

    /// <summary>What is told of the object besides its content.</summary>
    /// <param name="settings">What is set.</param>
    /// <param name="crc32C">Checksum of the content in base64, which the service compares; null when it is not known yet.</param>
    public GcsObjectResource Describe(GcsObjectSettings settings, string? crc32C) => new()
    {
        ContentType = TypeOf(settings),
        ContentEncoding = settings.ContentEncoding,
        ContentLanguage = settings.ContentLanguage,
        ContentDisposition = settings.ContentDisposition,
        CacheControl = settings.CacheControl,
        StorageClass = settings.StorageClass,
        Metadata = settings.Metadata,
        Crc32C = crc32C,
    };

    public string TypeOf(GcsObjectSettings settings) => settings.ContentType ?? ContentType ?? UnknownType;

    public GoogleRequest Request(GcsConnection connection, string uploadType) =>
        connection.Configure(connection.Encrypt(GoogleRequest.Post(GooglePath.Of($"upload/storage/v1/b/{connection.Bucket}/o"))))
            .With("uploadType", uploadType)
            .With("name", Name)
            .With("ifGenerationMatch", Overwrite ? null : (long?)0)
            .With("predefinedAcl", connection.Options.Objects.PredefinedAcl)
            .With("kmsKeyName", connection.Options.Objects.KmsKeyName);
}
