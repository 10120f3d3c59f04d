using Prefect.Testing;

namespace Prefect.Blocks.Tests.Secrets;

[Collection<RunsAlone>]
public sealed class SecretReferencesTests
{
    [Fact]
    public void Environment_variable_is_read()
    {
        Environment.SetEnvironmentVariable("PREFECT_TEST_REFERENCE_A", "value a");
        new SecretString("env:PREFECT_TEST_REFERENCE_A").Reveal().ShouldBe("value a");
    }

    [Fact]
    public void File_is_read_without_its_last_line_break()
    {
        using TemporaryDirectory folder = new();
        new SecretString($"file:{folder.WriteFile("a", "one\ntwo\n")}").Reveal().ShouldBe("one\ntwo");
        new SecretString($"file:{folder.WriteFile("b", "one\r\n")}").Reveal().ShouldBe("one");
    }

    [Fact]
    public void Literal_is_the_way_out() => new SecretString("literal:env:PATH").Reveal().ShouldBe("env:PATH");

    [Theory]
    [InlineData("https://example.org")]
    [InlineData("a:b")]
    [InlineData("ENV:PATH")]
    [InlineData(":")]
    public void Text_that_only_looks_like_one_is_the_value(string text) => new SecretString(text).Reveal().ShouldBe(text);

    [Fact]
    public void Reference_of_a_package_that_is_not_there_names_the_package()
    {
        SecretReferences.IsReference("aws-sm:db").ShouldBeTrue();
        Should.Throw<SecretReferenceException>(() => new SecretString("aws-sm:db").Reveal()).Message.ShouldContain("dotnet add package Prefect.Aws");
        new SecretString("literal:aws-sm:db").Reveal().ShouldBe("aws-sm:db");
    }

    [Theory]
    [InlineData("env:")]
    [InlineData("env:PREFECT_TEST_NOT_SET")]
    [InlineData("file:/no/such/file")]
    [InlineData("file:")]
    [InlineData("file:/")]
    public void Reference_that_leads_nowhere_says_where_it_led(string text)
    {
        SecretReferenceException exception = Should.Throw<SecretReferenceException>(() => new SecretString(text).Reveal());
        exception.Message.ShouldContain(text.Split(':', 2)[1]);
    }

    [Fact]
    public async Task Value_is_looked_up_again_when_it_has_aged()
    {
        CountingResolver resolver = new();
        SecretReferences.Register(resolver);
        SteppingClock clock = new();
        SecretReferences.Clock = clock;
        try
        {
            SecretString secret = "test-counting:x";
            CancellationToken cancellation = TestContext.Current.CancellationToken;
            (await secret.RevealAsync(cancellation)).ShouldBe("x-number-1");
            (await secret.RevealAsync(cancellation)).ShouldBe("x-number-1");
            clock.Advance(SecretReferences.CacheDuration + TimeSpan.FromSeconds(1));
            (await secret.RevealAsync(cancellation)).ShouldBe("x-number-2");
        }
        finally
        {
            SecretReferences.Clock = TimeProvider.System;
        }
    }

    private sealed class CountingResolver : ISecretReferenceResolver
    {
        private int _count;

        public string Scheme => "test-counting";

        public async ValueTask<string> ResolveAsync(string target, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return $"{target}-number-{Interlocked.Increment(ref _count)}";
        }
    }

    private sealed class SteppingClock : TimeProvider
    {
        private long _ticks = System.GetTimestamp();

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan time) => _ticks += (long)(time.TotalSeconds * TimestampFrequency);
    }
}
