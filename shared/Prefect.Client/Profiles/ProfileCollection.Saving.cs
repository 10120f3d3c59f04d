using System.Security.Cryptography;
using System.Text;

namespace Prefect.Client;

public sealed partial class ProfileCollection
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Writes the changes: reads the file again, repeats them on it, and replaces the file in one step, readable for this user
    /// only. Comments are lost; profiles and keys nobody knows are kept. Nothing is written where nothing was changed.
    /// </summary>
    /// <exception cref="SettingsException">
    /// The file cannot be written, or was changed meanwhile so that a change no longer fits. The file is then as it was.
    /// </exception>
    public void Save()
    {
        if (!HasChanges)
        {
            return;
        }

        using Mutex? mutex = TryOpenMutex();
        bool isHeld = mutex is not null && Wait(mutex);
        try
        {
            ProfileDocument fresh = ProfileDocument.Read(Path);
            _changes.ForEach(change => change(fresh));
            PrefectHome.CreateFolder(System.IO.Path.GetDirectoryName(Path)!);
            AtomicFile.Write(Path, fresh.ToToml());
            _document = fresh;
            _changes.Clear();
        }
        finally
        {
            if (isHeld)
            {
                mutex!.ReleaseMutex();
            }
        }

        PrefectSettings.Reload();
    }

    private bool Wait(Mutex mutex)
    {
        try
        {
            return mutex.WaitOne(LongestWait)
                ? true
                : throw new SettingsException($"Cannot write {Path}: another program has been writing it for {LongestWait.TotalSeconds} seconds. Try again.", file: Path);
        }
        catch (AbandonedMutexException)
        {
            return true;
        }
    }

    /// <summary>Opens what programs of this user take turns by; where the system has none, the replacement in one step has to do.</summary>
    private Mutex? TryOpenMutex()
    {
        string name = "prefect-profiles-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path)))[..32];
        try
        {
            return new Mutex(name, new NamedWaitHandleOptions { CurrentUserOnly = true, CurrentSessionOnly = false });
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or WaitHandleCannotBeOpenedException or PlatformNotSupportedException)
        {
            return null;
        }
    }
}
