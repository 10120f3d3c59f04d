using System.ComponentModel;
using System.Diagnostics;

namespace Prefect.Snowflake;

/// <summary>The browser of this machine.</summary>
internal static class SystemBrowser
{
    /// <exception cref="SnowflakeConfigurationException">There is none that can be opened.</exception>
    public static Task OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ProcessStartInfo start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true }
            : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, ArgumentList = { address.AbsoluteUri } };
        try
        {
            using Process? browser = Process.Start(start);
            return Task.CompletedTask;
        }
        catch (Exception exception) when (exception is Win32Exception or FileNotFoundException or PlatformNotSupportedException)
        {
            throw new SnowflakeConfigurationException(
                "authenticator",
                "There is no browser that could be opened on this machine. Sign in by another way, or set OpenBrowser of the connection's options to something that shows the address to a person.",
                exception);
        }
    }
}
