using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Dbt;

/// <summary>What all parts of a dbt profile have in common.</summary>
[SyncTwins]
public abstract partial record DbtConfigs : Block
{
    private protected DbtConfigs()
    {
    }

    /// <summary>Makes a block from a document; for generated code.</summary>
    /// <param name="reader">The document.</param>
    private protected DbtConfigs(BlockReader reader)
        : base(reader)
    {
    }

    /// <summary>
    /// Further settings, by dbt's names for them. They are kept in plain text in documents, as Python does, and masked in everything that
    /// is printed here, since passwords stand among them.
    /// </summary>
    [BlockField(PlainOnWire = true)]
    public SecretDictionary? Extras { get; init; }

    /// <summary>
    /// Whether a setting may be given twice: then those of this block replace those of the blocks that it holds, and <see cref="Extras"/>
    /// replace both.
    /// </summary>
    public bool AllowFieldOverrides { get; init; } = false;

    /// <summary>Gives the settings by dbt's names for them, as <c>profiles.yml</c> has them.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The settings. Secrets among them stand in clear.</returns>
    /// <exception cref="DbtConfigurationException">A setting is given twice and <see cref="AllowFieldOverrides"/> is off, or one is missing.</exception>
    /// <exception cref="SecretReferenceException">A secret refers to a value that is not there.</exception>
    public async Task<JsonObject> GetConfigsAsync(CancellationToken cancellationToken = default)
    {
        ProfileEntries entries = new(AllowFieldOverrides);
        await CollectAsync(entries, cancellationToken).ConfigureAwait(false);
        AddExtras(entries);
        return await CompleteAsync(entries.ToJson(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>dbt's names for settings that are known by others.</summary>
    private protected virtual string NameOf(string name) => name;

    /// <summary>Adds the settings of the block, and of those that it holds.</summary>
    private protected abstract Task CollectAsync(ProfileEntries entries, CancellationToken cancellationToken);

    /// <summary>Adds what depends on the settings that are there.</summary>
    private protected virtual Task<JsonObject> CompleteAsync(JsonObject configs, CancellationToken cancellationToken) => Task.FromResult(configs);

    private void AddExtras(ProfileEntries entries)
    {
        if (Extras is not { Count: > 0 } extras)
        {
            return;
        }

        JsonObject stored = JsonNode.Parse(ToJson(SecretHandling.Reveal))!["extras"]!.AsObject();
        foreach ((string name, SecretJson value) in extras)
        {
            // Revealing makes a value known to the masker, and the name of a host or a schema is no secret.
            JsonNode? node = stored[name]?.DeepClone();
            bool isPlain = !SecretSettings.IsSecret(name) && !IsReference(node);
            entries.Extra(NameOf(name), isPlain ? node : value.Reveal());
        }
    }

    private static bool IsReference(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text) && SecretReferences.IsReference(text);
}
