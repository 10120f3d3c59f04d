using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Prefect.Blocks.Tests;

/// <summary>What signs in to a sample store.</summary>
public interface ISampleCredentials;

/// <summary>Signs in with a user and a password.</summary>
[Block("Sample Login")]
public sealed partial record SampleLogin : Block, ISampleCredentials
{
    /// <summary>Name of the user.</summary>
    public required string User { get; init; }

    /// <summary>Password of the user.</summary>
    public required SecretString Password { get; init; }

    /// <summary>How to connect.</summary>
    public SampleParameters Parameters { get; init; } = new();
}

/// <summary>Signs in with a token.</summary>
[Block("Sample Token")]
public sealed partial record SampleToken : Block, ISampleCredentials
{
    /// <summary>The token.</summary>
    public SecretString? Token { get; init; }

    /// <summary>Headers of every request.</summary>
    public SecretDictionary Headers { get; init; } = [];
}

/// <summary>How to connect.</summary>
[BlockModel]
public sealed partial record SampleParameters
{
    /// <summary>Whether to use TLS.</summary>
    [BlockField(Title = "Use SSL")]
    public bool UseSsl { get; init; } = true;

    /// <summary>Checks of the certificate: on, off, or a file of authorities.</summary>
    [BlockField(Format = "file-path")]
    public OneOf<bool, string>? Verify { get; init; }

    /// <summary>Further settings.</summary>
    public Dictionary<string, object?>? Config { get; init; }
}

/// <summary>How to send.</summary>
public enum SampleMethod
{
    /// <summary>Reads.</summary>
    [JsonStringEnumMemberName("GET")]
    Get,

    /// <summary>Writes.</summary>
    [JsonStringEnumMemberName("POST")]
    Post,
}

/// <summary>A store of objects.</summary>
[Block("Sample Store", Logo = "https://example.org/logo.png", Documentation = "https://example.org/docs")]
public sealed partial record SampleStore : Block
{
    /// <summary>Name of the bucket.</summary>
    public required string BucketName { get; init; }

    /// <summary>How to sign in.</summary>
    [BlockUnion(typeof(SampleLogin), typeof(SampleToken))]
    public ISampleCredentials Credentials { get; init; } = new SampleToken();

    /// <summary>Folder in the bucket.</summary>
    public string Folder { get; init; } = "";

    /// <summary>How to send.</summary>
    public SampleMethod Method { get; init; } = SampleMethod.Post;

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Counts a number of calls.</summary>
    public Task<int> CountAsync(int start = 3, CancellationToken cancellationToken = default) => Task.FromResult(start + Tags.Count);

    /// <summary>Lists the tags.</summary>
    public async IAsyncEnumerable<string> ListAsync()
    {
        await Task.Yield();
        foreach (string tag in Tags)
        {
            yield return tag;
        }
    }
}

/// <summary>A block that checks itself.</summary>
[Block]
public sealed partial record SampleChecked : Block
{
    /// <summary>A word; not "refused".</summary>
    public required string Word { get; init; }

    internal int Length { get; private set; }

    /// <inheritdoc/>
    protected override void OnInitialized() =>
        Length = Word.Length == "refused".Length ? throw new InvalidOperationException("Refused.") : Word.Length;
}

/// <summary>One property of every kind.</summary>
[Block]
public sealed partial record SampleKinds : Block
{
    /// <summary>A whole number.</summary>
    public int Whole { get; init; } = -1;

    /// <summary>A large number.</summary>
    public long? Large { get; init; }

    /// <summary>A number.</summary>
    public double Number { get; init; } = 60.0;

    /// <summary>Money.</summary>
    public decimal Money { get; init; } = 1.50m;

    /// <summary>An address.</summary>
    public Uri? Address { get; init; }

    /// <summary>An id.</summary>
    public Guid? Id { get; init; }

    /// <summary>A time.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>A day.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>A span.</summary>
    [BlockDefault("\"PT1M\"")]
    public TimeSpan Span { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Bytes.</summary>
    public byte[] Bytes { get; init; } = [];

    /// <summary>A set.</summary>
    public IReadOnlySet<string> Names { get; init; } = new HashSet<string>();

    /// <summary>A list.</summary>
    public ImmutableArray<int> Numbers { get; init; } = [];

    /// <summary>A dictionary.</summary>
    public Dictionary<string, int> Counts { get; init; } = [];

    /// <summary>A pair.</summary>
    public (string Name, int Count)? Pair { get; init; }

    /// <summary>Anything.</summary>
    public object? Anything { get; init; }

    /// <summary>JSON.</summary>
    public JsonNode? Node { get; init; }

    /// <summary>JSON as it stands.</summary>
    public JsonElement Element { get; init; } = default;

    /// <summary>A word of the language.</summary>
    public string? @event { get; init; }

    /// <summary>A block in a list.</summary>
    public List<SampleLogin> Logins { get; init; } = [];

    /// <summary>A model in a dictionary.</summary>
    public Dictionary<string, SampleParameters> Models { get; init; } = [];

    /// <summary>A secret that others keep in plain text.</summary>
    [BlockField(PlainOnWire = true)]
    public SecretString? SessionToken { get; init; }

    /// <summary>Any block.</summary>
    public Block? Other { get; init; }
}
