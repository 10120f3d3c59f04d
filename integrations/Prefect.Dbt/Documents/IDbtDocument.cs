using System.Text.Json;

namespace Prefect.Dbt;

/// <summary>A document of dbt: what is known of it as properties, and the whole of it as it came.</summary>
/// <typeparam name="TSelf">The document itself.</typeparam>
internal interface IDbtDocument<out TSelf>
{
    JsonElement Json { get; }

    static abstract TSelf Of(JsonElement json);
}
