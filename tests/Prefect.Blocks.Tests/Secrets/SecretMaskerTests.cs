using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Prefect.Testing;

namespace Prefect.Blocks.Tests.Secrets;

[Collection<RunsAlone>]
public sealed class SecretMaskerTests
{
    private static readonly JsonSerializerOptions s_relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private const string Value = "pa+ss/wörd \"quoted\" 42";

    [Fact]
    public void Revealed_value_is_masked_in_every_form_it_travels_in()
    {
        new SecretString(Value).Reveal();
        LeakSweep sweep = new(new Canary("value", Value));
        sweep.AssertClean(SecretMasker.Mask($"plain {Value} end"));
        sweep.AssertClean(SecretMasker.Mask($"url ?p={Uri.EscapeDataString(Value)}&x"));
        sweep.AssertClean(SecretMasker.Mask($"json {JsonSerializer.Serialize(Value)}"));
        sweep.AssertClean(SecretMasker.Mask($"json {JsonSerializer.Serialize(Value, s_relaxed)}"));
        sweep.AssertClean(SecretMasker.Mask($"base64 {Convert.ToBase64String(Encoding.UTF8.GetBytes(Value))}"));
    }

    [Fact]
    public void Text_without_a_secret_is_the_same_object()
    {
        string text = "nothing to hide here";
        SecretMasker.Mask(text).ShouldBeSameAs(text);
    }

    [Fact]
    public void Longer_secret_that_contains_a_shorter_one_is_masked_whole()
    {
        SecretMasker.Add("inner-part");
        SecretMasker.Add("outer-inner-part-rest");
        SecretMasker.Mask("x outer-inner-part-rest y").ShouldBe("x ********** y");
    }

    [Fact]
    public void Short_values_are_left_alone()
    {
        SecretMasker.Add("abc");
        SecretMasker.Mask("alphabet abc").ShouldBe("alphabet abc");
    }

    [Fact]
    public void Short_value_is_masked_where_it_stands_alone_and_tears_nothing_apart()
    {
        SecretMasker.Add("987654");
        SecretMasker.Mask("code 987654, account 119876543322, id=987654.").ShouldBe("code **********, account 119876543322, id=**********.");
    }

    [Fact]
    public void Many_secrets_are_masked_in_one_text()
    {
        string[] secrets = [.. Enumerable.Range(0, 500).Select(number => $"many-secrets-{number:000}-end")];
        Array.ForEach(secrets, SecretMasker.Add);
        SecretMasker.Mask(string.Join('|', secrets)).ShouldBe(string.Join('|', Enumerable.Repeat(SecretMask.Display, 500)));
    }

    [Fact]
    public void Line_of_a_key_in_several_lines_is_masked()
    {
        SecretMasker.Add("-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG\n-----END KEY-----");
        SecretMasker.Mask("bad line MIIEvQIBADANBgkqhkiG in key").ShouldBe("bad line ********** in key");
    }

    [Fact]
    public void Secret_that_is_no_valid_text_is_masked_and_breaks_nothing()
    {
        SecretMasker.Add("half-a-\ud800-pair-4711");

        SecretMasker.Mask("it is half-a-\ud800-pair-4711 here").ShouldBe($"it is {SecretMask.Display} here");
        SecretMasker.Mask("it is half-a-\ufffd-pair-4711 here").ShouldBe($"it is {SecretMask.Display} here");
        SecretMasker.Mask("nothing to hide").ShouldBe("nothing to hide");
    }

    [Fact]
    public void Log_entries_are_masked_in_text_values_scope_and_exception()
    {
        CapturedLog log = new();
        Canary canary = Canary.Generate("logged");
        ILoggerFactory before = PrefectLogging.LoggerFactory;
        PrefectLogging.LoggerFactory = log;
        try
        {
            new SecretString(canary.Value).Reveal();
            ILogger logger = PrefectLogging.CreateLogger(typeof(SecretMaskerTests));
            using (logger.BeginScope("scope {Value}", canary.Value))
            {
                logger.LogError(new InvalidOperationException($"inside {canary.Value}"), "text {Value} and {List}", canary.Value, new[] { canary.Value });
            }
        }
        finally
        {
            PrefectLogging.LoggerFactory = before;
        }

        new LeakSweep(canary).AssertClean(log);
    }

    [Fact]
    public void Log_entries_are_masked_in_values_and_scopes_of_any_type()
    {
        using CapturedLog log = new();
        Canary canary = Canary.Generate("logged");
        new SecretString(canary.Value).Reveal();
        MaskingLogger logger = new(log.CreateLogger("test"), "test");
        using (logger.BeginScope(new Uri($"http://host/{canary.Value}")))
        using (logger.BeginScope(KeyValuePair.Create("key", canary.Value)))
        {
            logger.LogInformation(
                "{Record} {Builder} {Element}",
                KeyValuePair.Create("key", canary.Value), new StringBuilder(canary.Value), JsonSerializer.SerializeToElement(canary.Value));
        }

        new LeakSweep(canary).AssertClean(log);
    }

    [Fact]
    public void Numbers_in_log_entries_stay_numbers_and_scopes_keep_their_text()
    {
        CapturedScopes log = new();
        MaskingLogger logger = new(log, "any");
        using (logger.BeginScope("scope {Number}", 5))
        {
        }

        log.Scope!.ToString().ShouldBe("scope 5");
        log.Scope.ShouldBeAssignableTo<IEnumerable<KeyValuePair<string, object?>>>()!.First().Value.ShouldBe(5);
    }

    [Fact]
    public void Exceptions_of_this_library_are_masked()
    {
        new SecretString("in-a-message-9").Reveal();
        new BlockStoreException("could not open in-a-message-9").Message.ShouldBe("could not open **********");
    }

    private sealed class CapturedScopes : ILogger
    {
        public object? Scope { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Scope = state;
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
        }
    }
}
