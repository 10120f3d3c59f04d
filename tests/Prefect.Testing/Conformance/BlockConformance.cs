using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Testing;

/// <summary>What every block must do. A test class derives from it, gives a valid block and inherits the tests.</summary>
/// <typeparam name="T">The block.</typeparam>
public abstract class BlockConformance<T>
    where T : Block, IBlock<T>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A block with every property set, secrets among them taken from <see cref="Canaries"/>.</summary>
    protected abstract T Valid { get; }

    /// <summary>The secret values that <see cref="Valid"/> holds; empty when the type has no secrets.</summary>
    protected abstract IReadOnlyList<string> Canaries { get; }

    /// <summary>The schema facts of Prefect's own type, as JSON; null when Prefect has no such type.</summary>
    protected abstract JsonObject? Golden { get; }

    [Fact]
    public void Schema_equals_that_of_the_Python_package()
    {
        if (Golden is { } golden)
        {
            GoldenSchema.AssertEqual(golden, T.BlockType);
        }
        else
        {
            T.BlockType.Manifest.Schema.Fields.GetProperty("properties").ValueKind.ShouldBe(JsonValueKind.Object);
        }
    }

    [Fact]
    public void Checksum_is_that_of_the_schema() =>
        T.BlockType.Manifest.Schema.Checksum.ShouldBe(SchemaChecksum.Compute(T.BlockType.Manifest.Schema.Fields));

    [Fact]
    public void Type_and_every_field_are_described()
    {
        BlockTypeManifest manifest = T.BlockType.Manifest;
        manifest.Description.ShouldNotBeNullOrWhiteSpace();
        manifest.CodeExample.ShouldNotBeNullOrWhiteSpace();
        foreach (JsonProperty field in manifest.Schema.Fields.GetProperty("properties").EnumerateObject())
        {
            field.Value.TryGetProperty("description", out _).ShouldBeTrue($"'{field.Name}' has no description");
        }
    }

    [Fact]
    public async Task Save_and_load_give_an_equal_block()
    {
        await using TemporaryStore store = new();
        T saved = Valid;
        Guid id = await saved.SaveAsync("conformance", store: store.Store, cancellationToken: Cancellation);

        Block loaded = await Block.LoadAsync($"{T.BlockType.Slug}/conformance", store: store.Store, cancellationToken: Cancellation);

        loaded.ShouldBe(saved);
        loaded.GetHashCode().ShouldBe(saved.GetHashCode());
        loaded.BlockDocumentId.ShouldBe(id);
        loaded.BlockDocumentName.ShouldBe("conformance");
        loaded.MissingFields.ShouldBeEmpty();
        loaded.Extra.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public async Task Nested_block_comes_back_equal_from_any_depth(int depth)
    {
        await using TemporaryStore store = new();
        Block outer = Valid;
        for (int level = 0; level < depth; level++)
        {
            outer = new HolderBlock { Inner = outer };
        }

        await outer.SaveAsync("inline", store: store.Store, cancellationToken: Cancellation);
        Block loaded = await Block.LoadAsync("conformance-holder/inline", store: store.Store, cancellationToken: Cancellation);

        loaded.ShouldBe(outer);
    }

    [Fact]
    public async Task Saved_block_nested_in_another_is_stored_as_a_reference()
    {
        await using TemporaryStore store = new();
        T inner = Valid;
        Guid id = await inner.SaveAsync("inner", store: store.Store, cancellationToken: Cancellation);
        await new HolderBlock { Inner = inner }.SaveAsync("outer", store: store.Store, cancellationToken: Cancellation);

        HolderBlock outer = await HolderBlock.LoadAsync("outer", store: store.Store, cancellationToken: Cancellation);

        BlockDocument? stored = await store.Store.FindAsync("conformance-holder", "outer", SecretHandling.Reveal, Cancellation);
        stored.ShouldNotBeNull().References["inner"].Id.ShouldBe(id);
        outer.Inner.ShouldBe(inner);
        outer.Inner!.BlockDocumentId.ShouldBe(id);
        outer.Inner.BlockDocumentName.ShouldBe("inner");
    }

    [Fact]
    public void Printing_shows_no_secret()
    {
        T block = Valid;
        AssertClean(block.ToString(), "ToString");
        AssertClean($"{block}", "interpolation");
        AssertClean(block.ToJson(), "masked JSON");
        foreach (PropertyInfo property in typeof(T).GetProperties().Where(property => property.GetIndexParameters().Length == 0))
        {
            if (IsSecret(property.PropertyType))
            {
                AssertClean(property.GetValue(block)?.ToString(), property.Name);
                AssertClean(JsonSerializer.Serialize(property.GetValue(block)), property.Name);
            }
        }
    }

    [Fact]
    public void Revealed_JSON_holds_every_secret()
    {
        string json = Valid.ToJson(SecretHandling.Reveal);
        foreach (string canary in Canaries)
        {
            json.ShouldContain(JsonEncodedText.Encode(canary, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString());
        }
    }

    [Fact]
    public async Task Store_files_hold_no_secret()
    {
        await using TemporaryStore store = new();
        await Valid.SaveAsync("conformance", store: store.Store, cancellationToken: Cancellation);
        Sweep(Canaries)?.AssertCleanDirectory(store.Directory);
    }

    [Fact]
    public async Task Masked_document_shows_no_secret()
    {
        await using TemporaryStore store = new();
        await Valid.SaveAsync("conformance", store: store.Store, cancellationToken: Cancellation);
        BlockDocument? document = await store.Store.FindAsync(T.BlockType.Slug, "conformance", SecretHandling.Mask, Cancellation);
        Sweep(Canaries.Except(PlainOnWire, StringComparer.Ordinal))?.AssertClean(document.ShouldNotBeNull().Data.Span, "masked document");
    }

    [Fact]
    public async Task Mask_is_refused_as_a_secret()
    {
        await using TemporaryStore store = new();
        foreach (string mask in new[] { SecretMask.Wire, SecretMask.Display })
        {
            if (ReplaceFirstSecret(mask) is { } masked)
            {
                (await Should.ThrowAsync<BlockValidationException>(
                    () => masked.SaveAsync("masked", store: store.Store, cancellationToken: Cancellation)))
                    .Problems.ShouldNotBeEmpty();
            }
        }
    }

    [Fact]
    public void Every_async_member_has_a_sync_twin()
    {
        HashSet<string> members =
            [.. typeof(T).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).Select(method => Signature(method.Name, method))];
        foreach (MethodInfo method in typeof(T).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        {
            if (method.Name.EndsWith("Async", StringComparison.Ordinal))
            {
                members.ShouldContain(Signature(method.Name[..^5], method), $"{method.Name} has no twin {method.Name[..^5]}");
            }
        }

        // As text: a type parameter of one method is another type than that of its twin.
        static string Signature(string name, MethodInfo method) =>
            $"{name}`{method.GetGenericArguments().Length}({string.Join(", ", method.GetParameters().Select(parameter => parameter.ParameterType))})";
    }

    [Fact]
    public async Task Loading_what_is_not_there_names_it()
    {
        await using TemporaryStore store = new();
        BlockNotFoundException exception = await Should.ThrowAsync<BlockNotFoundException>(
            () => Block.LoadAsync($"{T.BlockType.Slug}/missing", store: store.Store, cancellationToken: Cancellation));
        exception.Message.ShouldContain($"{T.BlockType.Slug}/missing");
    }

    [Theory]
    [InlineData("")]
    [InlineData("My Block")]
    [InlineData("a/b")]
    [InlineData("a_b")]
    [InlineData("ü")]
    [InlineData("..")]
    public async Task Name_that_breaks_the_rules_is_refused(string name)
    {
        await using TemporaryStore store = new();
        await Should.ThrowAsync<BlockNameException>(
            () => Valid.SaveAsync(name, store: store.Store, cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Cancelled_token_ends_a_check_before_it_starts()
    {
        if (Valid is ICheckable checkable)
        {
            using CancellationTokenSource cancelled = new();
            await cancelled.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => checkable.CheckAsync(cancelled.Token));
        }
    }

    /// <summary>Secrets that the type keeps in plain text on the wire, because Prefect's own type does.</summary>
    protected virtual IReadOnlyList<string> PlainOnWire => [];

    private static LeakSweep? Sweep(IEnumerable<string> secrets)
    {
        Canary[] canaries = [.. secrets.Select((value, index) => new Canary($"secret {index + 1}", value))];
        return canaries.Length > 0 ? new LeakSweep(canaries) : null;
    }

    private void AssertClean(string? text, string source) => Sweep(Canaries)?.AssertClean(text, source);

    private static bool IsSecret(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(SecretString) || plain == typeof(SecretBytes) || plain == typeof(SecretJson) || plain == typeof(SecretDictionary);
    }

    /// <summary>A copy of the valid block whose first secret text is a mask; null when it has none.</summary>
    private T? ReplaceFirstSecret(string mask)
    {
        PropertyInfo? secret = typeof(T).GetProperties().FirstOrDefault(property =>
            (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(SecretString));
        if (secret is null)
        {
            return null;
        }

        T block = Valid;
        secret.SetValue(block, new SecretString(mask));
        return block;
    }
}
