using System.Text;
using Microsoft.Extensions.Logging;

namespace Prefect.Flows;

/// <summary>Stands in for a stream of the console: what is printed inside a run that logs its prints goes to that run, all else passes.</summary>
internal sealed class PrintRouter : TextWriter
{
#pragma warning disable CA2213 // The console is not the router's to dispose.
    private readonly TextWriter _console;
#pragma warning restore CA2213
    private readonly PrintStream _stream;

    public PrintRouter(TextWriter console, PrintStream stream)
        : base(System.Globalization.CultureInfo.InvariantCulture)
    {
        _console = console;
        _stream = stream;
        CoreNewLine = console.NewLine.ToCharArray();
    }

    public override Encoding Encoding => _console.Encoding;

    public override IFormatProvider FormatProvider => _console.FormatProvider;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (Capture(buffer))
        {
            _console.Write(buffer);
        }
    }

    public override void WriteLine() => WriteLine([]);

    public override void WriteLine(string? value) => WriteLine(value.AsSpan());

    public override void WriteLine(ReadOnlySpan<char> buffer)
    {
        // The newline passes together with its line, so that lines of several threads stay whole.
        if (Capture(buffer))
        {
            _console.WriteLine(buffer);
        }

        Capture(CoreNewLine);
    }

    public override void Flush() => _console.Flush();

    /// <summary>Gives a text to the run that it belongs to.</summary>
    /// <returns>Whether the console is to show it.</returns>
    private bool Capture(ReadOnlySpan<char> text)
    {
        if (ConsoleCapture.IsBypassed || RunContext.Current is not { LogPrints: true } run || Ambient.Current.AreRunLoggersOff)
        {
            return true;
        }

        run.Logger.EnsurePrints().Append(_stream, text);

        // Where no logger shows it, the console still does: nothing that is printed gets lost.
        return !run.Logger.IsShown(LogLevel.Information);
    }
}
