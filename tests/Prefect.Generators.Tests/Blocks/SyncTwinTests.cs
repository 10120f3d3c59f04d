using Microsoft.CodeAnalysis;

namespace Prefect.Generators.Tests;

public class SyncTwinTests
{
    private const string Sample =
        """
        namespace Twins;

        /// <summary>Does.</summary>
        [SyncTwins]
        public partial interface IDoes
        {
            /// <summary>Runs.</summary>
            Task RunAsync(string text = "a\"b", int? count = 5, DayOfWeek day = DayOfWeek.Friday, double ratio = 1.5, CancellationToken cancellationToken = default);
            /// <summary>Gets.</summary>
            ValueTask<T?> GetAsync<T>(T seed, params string[] @class) where T : class, new();
            /// <summary>Lists.</summary>
            IAsyncEnumerable<KeyValuePair<string, int?>> ListAsync(CancellationToken cancellationToken = default);
            /// <summary>Not asynchronous.</summary>
            string NameAsync();
        }

        /// <summary>Does.</summary>
        public sealed class Does : IDoes
        {
            /// <inheritdoc/>
            public Task RunAsync(string text, int? count, DayOfWeek day, double ratio, CancellationToken cancellationToken) => Task.CompletedTask;
            /// <inheritdoc/>
            public ValueTask<T?> GetAsync<T>(T seed, params string[] @class) where T : class, new() => new(seed);
            /// <inheritdoc/>
            public async IAsyncEnumerable<KeyValuePair<string, int?>> ListAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken) { await Task.Yield(); yield break; }
            /// <inheritdoc/>
            public string NameAsync() => "";
        }

        /// <summary>Base.</summary>
        [SyncTwins]
        public abstract partial record Base : Block
        {
            /// <summary>Sends.</summary>
            public abstract Task SendAsync(string body, CancellationToken cancellationToken = default);
        }

        /// <summary>Sender.</summary>
        [Block]
        public sealed partial record Sender : Base, IAsyncDisposable
        {
            /// <inheritdoc/>
            public override Task SendAsync(string body, CancellationToken cancellationToken = default) => Task.CompletedTask;
            /// <summary>Reads.</summary>
            public Task<byte[]> ReadAsync(string path) => Task.FromResult(new byte[1]);
            /// <summary>Reads.</summary>
            public Task<byte[]> ReadAsync(int path) => Task.FromResult(new byte[2]);
            /// <summary>Reads by hand.</summary>
            public byte[] Read(string path) => [];
            /// <summary>Spans.</summary>
            public Task SpanAsync(ReadOnlySpan<byte> span) => Task.CompletedTask;
            /// <summary>Has the name of its type.</summary>
            public Task SenderAsync() => Task.CompletedTask;
            /// <summary>Takes anything.</summary>
            public Task<int> AnyAsync(dynamic value) => Task.FromResult(1);
            /// <summary>Needs members of a type.</summary>
            public Task PropertiesAsync<[System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembers(System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes.PublicProperties)] T>(T of) => Task.CompletedTask;
            /// <summary>Old.</summary>
            [Obsolete("Old.")] public static Task OldAsync() => Task.CompletedTask;
            /// <inheritdoc/>
            public ValueTask DisposeAsync() => default;
            private Task HiddenAsync() => Task.CompletedTask;
        }
        """;

    private static readonly Compiled s_compiled = Compiled.From(Sample);

    [Fact]
    public void The_twins_compile_without_a_word()
    {
        s_compiled.Problems.ShouldBeEmpty();
        s_compiled.CompilerProblems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("IDoes", "Run", "void (string text = \"a\\\"b\", int? count = 5, System.DayOfWeek day = Friday, double ratio = 1.5, System.Threading.CancellationToken cancellationToken = default(System.Threading.CancellationToken))")]
    [InlineData("IDoes", "Get", "T? (T seed, params string[] @class)")]
    [InlineData("IDoes", "List", "System.Collections.Generic.IEnumerable<System.Collections.Generic.KeyValuePair<string, int?>> (System.Threading.CancellationToken cancellationToken = default(System.Threading.CancellationToken))")]
    [InlineData("IDoes", "Name", null)]
    [InlineData("Base", "Send", "void (string body, System.Threading.CancellationToken cancellationToken = default(System.Threading.CancellationToken))")]
    [InlineData("Sender", "Send", null)]
    [InlineData("Sender", "Read", "byte[] (string path)|byte[] (int path)")]
    [InlineData("Sender", "Span", null)]
    [InlineData("Sender", "Any", "int (dynamic value)")]
    [InlineData("Sender", "Old", "void ()")]
    [InlineData("Sender", "Dispose", null)]
    [InlineData("Sender", "Hidden", null)]
    public void A_type_has_the_twins_of_its_methods(string type, string name, string? signatures)
    {
        SymbolDisplayFormat format = SymbolDisplayFormat.CSharpErrorMessageFormat
            .WithParameterOptions(SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeParamsRefOut)
            .WithMemberOptions(SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType);
        string[] found = [.. s_compiled.Compilation.GetTypeByMetadataName("Twins." + type)!.GetMembers(name).OfType<IMethodSymbol>()
            .Select(method => $"{method.ReturnType.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat)} ({string.Join(", ", method.Parameters.Select(parameter => parameter.ToDisplayString(format)))})")];

        found.ShouldBe(signatures?.Split('|') ?? [], ignoreOrder: true);
    }

    [Fact]
    public void What_trimming_must_keep_of_a_type_is_kept_for_the_twin_too()
    {
        IMethodSymbol twin = s_compiled.Compilation.GetTypeByMetadataName("Twins.Sender")!.GetMembers("Properties").OfType<IMethodSymbol>().Single();

        twin.TypeParameters.Single().GetAttributes().Single().ConstructorArguments.Single().Value
            .ShouldBe((int)System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes.PublicProperties);
    }
}
