using System.Text.Json.Serialization;

namespace Prefect.Gcp;

/// <summary>Documents of Cloud Storage. Large numbers are texts in them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(GcsObjectResource))]
[JsonSerializable(typeof(GcsObjectsPage))]
[JsonSerializable(typeof(GcsBucketResource))]
[JsonSerializable(typeof(GcsRewriteAnswer))]
internal sealed partial class GcsJson : JsonSerializerContext;
