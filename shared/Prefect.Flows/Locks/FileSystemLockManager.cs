using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Prefect.Flows;

/// <summary>Keeps locks as files of one folder, for all processes that reach it. Python's lock manager of that name uses the same files.</summary>
public sealed class FileSystemLockManager : ILockManager
{
    private const int LongestName = 200;
    private static readonly TimeSpan s_poll = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan s_guardPoll = TimeSpan.FromMilliseconds(5);
    private static readonly SearchValues<char> s_nameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    private readonly string _folder;

    /// <summary>Names the folder.</summary>
    /// <param name="folder">The folder; <c>~</c> is the home folder. It is made when the first lock is taken.</param>
    /// <exception cref="ArgumentException">The path is empty, or no path.</exception>
    public FileSystemLockManager(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        bool isHome = folder == "~" || folder.StartsWith("~/", StringComparison.Ordinal) || folder.StartsWith("~\\", StringComparison.Ordinal);
        _folder = Path.GetFullPath(isHome ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + folder[1..] : folder);
    }

    /// <summary>The folder, as an absolute path.</summary>
    public string LockFilesDirectory => _folder;

    /// <inheritdoc/>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public async ValueTask<bool> AcquireLockAsync(
        string key, string holder, TimeSpan? acquireTimeout = null, TimeSpan? holdTimeout = null, CancellationToken cancellationToken = default)
    {
        LockArguments.Check(key, holder);
        LockArguments.Check(acquireTimeout, holdTimeout);
        Directory.CreateDirectory(_folder);
        DateTimeOffset? deadline = LockArguments.Deadline(acquireTimeout);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryCreate(key, holder, LockArguments.Deadline(holdTimeout)) || await FindAsync(key, cancellationToken).ConfigureAwait(false) is { } held && held.Holder == holder)
            {
                return true;
            }

            if (deadline <= FlowClock.Now)
            {
                return false;
            }

            await PauseAsync(deadline, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask ReleaseLockAsync(string key, string holder, CancellationToken cancellationToken = default)
    {
        LockArguments.Check(key, holder);
        if (!Directory.Exists(_folder))
        {
            throw LockArguments.NotHeld(key, holder);
        }

        using FileStream guard = await GuardAsync(cancellationToken).ConfigureAwait(false);
        if (Read(key) is not { } held || held.Holder != holder)
        {
            throw LockArguments.NotHeld(key, holder);
        }

        File.Delete(PathOf(key));
    }

    /// <inheritdoc/>
    public async ValueTask<bool> IsLockedAsync(string key, CancellationToken cancellationToken = default)
    {
        LockArguments.Check(key);
        return await FindAsync(key, cancellationToken).ConfigureAwait(false) is not null;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> IsLockHolderAsync(string key, string holder, CancellationToken cancellationToken = default)
    {
        LockArguments.Check(key, holder);
        return await FindAsync(key, cancellationToken).ConfigureAwait(false) is { } held && held.Holder == holder;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> WaitForLockAsync(string key, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        LockArguments.Check(key);
        LockArguments.CheckWait(timeout);
        DateTimeOffset? deadline = LockArguments.Deadline(timeout);
        while (await FindAsync(key, cancellationToken).ConfigureAwait(false) is not null)
        {
            if (deadline <= FlowClock.Now)
            {
                return false;
            }

            await PauseAsync(deadline, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private static Task PauseAsync(DateTimeOffset? deadline, CancellationToken cancellationToken)
    {
        TimeProvider clock = FlowClock.Current;
        TimeSpan rest = deadline is { } end ? end - clock.GetUtcNow() : s_poll;
        return Task.Delay(rest < s_poll ? TimeSpan.FromTicks(Math.Max(rest.Ticks, 0)) : s_poll, clock, cancellationToken);
    }

    private string PathOf(string key)
    {
        bool isName = key.Length <= LongestName && key[0] != '.' && !key.AsSpan().ContainsAnyExcept(s_nameCharacters);
        return Path.Combine(_folder, (isName ? key : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))) + ".lock");
    }

    /// <summary>Makes the file of a lock, whole and at once; false when there is one.</summary>
    private bool TryCreate(string key, string holder, DateTimeOffset? expiration)
    {
        string path = PathOf(key);
        if (File.Exists(path))
        {
            return false;
        }

        string own = Path.Combine(_folder, $".{Guid.NewGuid():N}.partial");
        try
        {
            File.WriteAllBytes(own, Write(holder, expiration));
            return NewName.TryGive(own, path);
        }
        finally
        {
            File.Delete(own);
        }
    }

    /// <summary>The lock of a key; the file of one that has expired is removed.</summary>
    private async ValueTask<Held?> FindAsync(string key, CancellationToken cancellationToken)
    {
        Held? held = Read(key);
        if (held is null || !held.IsExpired)
        {
            return held;
        }

        // Another process may remove the file too, and a third take the lock in between: one at a time, and look again.
        using FileStream guard = await GuardAsync(cancellationToken).ConfigureAwait(false);
        held = Read(key);
        if (held is { IsExpired: true })
        {
            File.Delete(PathOf(key));
            return null;
        }

        return held;
    }

    /// <summary>Makes processes remove files one after the other.</summary>
    private async ValueTask<FileStream> GuardAsync(CancellationToken cancellationToken)
    {
        string path = Path.Combine(_folder, ".guard");
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(s_guardPoll, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private Held? Read(string key)
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(PathOf(key));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            JsonElement json = document.RootElement;
            string? expiration = json.GetProperty("expiration").GetString();
            return new Held(
                json.GetProperty("holder").GetString() ?? "",
                expiration is null ? null : DateTimeOffset.Parse(expiration, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            // Python makes the file before it writes it. Whoever it belongs to, it is not free.
            return new Held("", null);
        }
    }

    private static byte[] Write(string holder, DateTimeOffset? expiration)
    {
        ArrayBufferWriter<byte> buffer = new(128);
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("holder", holder);
            if (expiration is { } end)
            {
                writer.WriteString("expiration", end.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture) + "+00:00");
            }
            else
            {
                writer.WriteNull("expiration");
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private sealed record Held(string Holder, DateTimeOffset? Expiration)
    {
        public bool IsExpired => Expiration <= FlowClock.Now;
    }
}
