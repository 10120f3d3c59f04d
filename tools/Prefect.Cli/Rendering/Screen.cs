using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Prefect.Blocks;
using Spectre.Console;

namespace Prefect.Cli;

/// <summary>Prints results: lines, tables and JSON.</summary>
internal sealed class Screen(CliHost host, bool colors)
{
    /// <summary>Wider than any table: what is piped away is neither wrapped nor cut.</summary>
    private const int Unlimited = 100_000;

    private static readonly JsonWriterOptions s_json = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints a line.</summary>
    public void Line(string text, bool inClear = false) => host.Output.WriteLine(inClear ? Printable.Visible(text) : Printable.Of(text));

    /// <summary>Prints a line for people, where the output is for a program.</summary>
    public void Note(string text) => host.Error.WriteLine(Printable.Of(text));

    /// <summary>Prints JSON.</summary>
    public void Json(Action<Utf8JsonWriter> write, bool inClear = false)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, s_json))
        {
            write(writer);
        }

        string text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        host.Output.WriteLine(inClear ? text : SecretMasker.Mask(text));
    }

    /// <summary>Prints a table.</summary>
    public void Table(TextTable table)
    {
        using StringWriter text = new();
        bool ansi = colors && host.IsOutputTerminal;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = !ansi ? AnsiSupport.No : AnsiSupport.Yes,
            ColorSystem = !ansi ? ColorSystemSupport.NoColors : ColorSystemSupport.Standard,
            Interactive = InteractionSupport.No,
            Out = new FixedOutput(text, host.IsOutputTerminal ? host.TerminalWidth : Unlimited),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Capabilities.Unicode = true;
        console.Profile.Width = host.IsOutputTerminal ? host.TerminalWidth : Unlimited;
        console.Write(table.Rendered);
        foreach (ReadOnlySpan<char> line in text.ToString().AsSpan().TrimEnd().EnumerateLines())
        {
            host.Output.WriteLine(line.TrimEnd());
        }
    }

    private sealed class FixedOutput(TextWriter writer, int width) : IAnsiConsoleOutput
    {
        public TextWriter Writer { get; } = writer;

        public bool IsTerminal => false;

        public int Width { get; } = width;

        public int Height => 24;

        public void SetEncoding(Encoding encoding)
        {
        }
    }
}
