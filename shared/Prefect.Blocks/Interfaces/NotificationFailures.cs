namespace Prefect.Blocks;

/// <summary>Whether a message that cannot be delivered fails the caller.</summary>
public static class NotificationFailures
{
    private static readonly AsyncLocal<int> s_depth = new();

    /// <summary>Whether a failed delivery throws here. Default: it is only logged.</summary>
    public static bool Throws => s_depth.Value > 0;

    /// <summary>Makes failed deliveries throw in the present asynchronous flow, until the result is disposed.</summary>
    public static IDisposable Throw()
    {
        s_depth.Value++;
        return new Scope();
    }

    private sealed class Scope : IDisposable
    {
        private bool _disposed;

        public void Dispose()
        {
            if (!_disposed)
            {
                _disposed = true;
                s_depth.Value--;
            }
        }
    }
}
