using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Prefect.Client.Toml;

namespace Prefect.Client.Tests.Toml;

[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "A seed makes the input repeatable; nothing is protected by it.")]
public sealed class TomlFuzzTests
{
    private const string Sample = """"
        active = "local" # comment
        [profiles.local]
        PREFECT_API_URL = "http://127.0.0.1:4200/api"
        a.b.'c d' = [1, 0x2, { x = 1.5e3 }, [ 1979-05-27T07:32:00Z ]]
        s = '''
        raw''' 
        t = """
        more \
           text \u00e9"""
        [[list]]
        k = true
        """";

    private const string Alphabet = "[]{}=.,\"'\\#\n\r\t abk019_-+:eExobTZ\0\u0007é\uD83D\uDE00\uFEFF";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Read_answers_damaged_input_with_a_table_or_its_own_exception(int seed)
    {
        Random random = new(seed);
        Stopwatch clock = Stopwatch.StartNew();
        for (int i = 0; i < 10_000; i++)
        {
            Try(Damage(random));
        }

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void Read_answers_random_input_with_a_table_or_its_own_exception()
    {
        Random random = new(7);
        for (int i = 0; i < 20_000; i++)
        {
            Try(new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]));
        }
    }

    [Theory]
    [InlineData("a = 1\n", "b")]
    [InlineData("[[a]]\n", "")]
    [InlineData("'", "a")]
    [InlineData("a.", "b=1")]
    [InlineData("\"\"\"", "")]
    [InlineData("[", "")]
    [InlineData("\n", "")]
    public void Read_takes_large_input_in_its_stride(string piece, string end)
    {
        Stopwatch clock = Stopwatch.StartNew();
        Try(new StringBuilder().Insert(0, piece, 400_000).Append(end).ToString());
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }

    private static string Damage(Random random)
    {
        StringBuilder text = new(Sample);
        for (int i = random.Next(1, 6); i > 0; i--)
        {
            int at = random.Next(text.Length);
            char c = Alphabet[random.Next(Alphabet.Length)];
            _ = random.Next(4) switch
            {
                0 => text.Insert(at, c),
                1 => text.Remove(at, 1),
                2 => text.Remove(at, Math.Min(random.Next(20), text.Length - at)),
                _ => text.Replace(text[at], c, at, 1),
            };
            text.Append(text.Length == 0 ? "x" : "");
        }

        return text.ToString();
    }

    private static void Try(string document)
    {
        try
        {
            TomlReader.Read(document).ShouldNotBeNull();
        }
        catch (TomlException error)
        {
            error.Line.ShouldBePositive();
            error.Column.ShouldBePositive();
        }
    }
}
