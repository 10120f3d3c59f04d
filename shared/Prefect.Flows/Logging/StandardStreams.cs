#pragma warning disable RS0030 // What user code prints can be caught, and passed on, nowhere but at the console. This file alone touches it.
namespace Prefect.Flows;

/// <summary>The console of the process.</summary>
internal static class StandardStreams
{
    public static TextWriter Out
    {
        get => Console.Out;
        set => Console.SetOut(value);
    }

    public static TextWriter Error
    {
        get => Console.Error;
        set => Console.SetError(value);
    }

    /// <summary>Whether a writer is the console and shows on a terminal that may be coloured.</summary>
    public static bool IsTerminal(TextWriter writer) =>
        Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 }
        && ((ReferenceEquals(writer, Console.Error) && !Console.IsErrorRedirected) || (ReferenceEquals(writer, Console.Out) && !Console.IsOutputRedirected));
}
