using Microsoft.Extensions.Logging;

namespace Prefect.Blocks;

/// <summary>Who hears everything that is logged.</summary>
internal static class LogListeners
{
    private static readonly Lock s_gate = new();
    private static volatile ILoggerProvider[] s_all = [];

    /// <summary>A new array whenever somebody comes or goes.</summary>
    public static ILoggerProvider[] All => s_all;

    public static IDisposable Add(ILoggerProvider listener)
    {
        lock (s_gate)
        {
            s_all = [.. s_all, listener];
        }

        return new Registration(listener);
    }

    private static void Remove(ILoggerProvider listener)
    {
        lock (s_gate)
        {
            int at = Array.IndexOf(s_all, listener);
            s_all = [.. s_all[..at], .. s_all[(at + 1)..]];
        }
    }

    private sealed class Registration(ILoggerProvider listener) : IDisposable
    {
        private int _isDone;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isDone, 1) == 0)
            {
                Remove(listener);
            }
        }
    }
}
