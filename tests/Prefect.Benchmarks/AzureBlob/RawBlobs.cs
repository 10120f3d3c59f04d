using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Prefect.Azure;

namespace Prefect.Benchmarks;

/// <summary>The same requests as one would write and sign them with an <see cref="HttpClient"/> alone: no retries and no traces.</summary>
internal sealed class RawBlobs(Uri container, string account, byte[] key) : IDisposable
{
    private const int BlockSize = 8 << 20;
    private const int RangeSize = 4 << 20;
    private const int Parallelism = 4;

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false });

    [SuppressMessage("Reliability", "CA2025", Justification = "All blocks have ended before the method does.")]
    public async Task UploadAsync(string path, string name, BlobContentCheck check)
    {
        await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        using SemaphoreSlim slots = new(Parallelism);
        ConcurrentBag<byte[]> free = [];
        List<Task> blocks = [];
        List<string> ids = [];
        for (long left = file.Length; left > 0; left -= BlockSize)
        {
            await slots.WaitAsync();
            byte[] buffer = free.TryTake(out byte[]? used) ? used : GC.AllocateUninitializedArray<byte>(BlockSize);
            int filled = await file.ReadAtLeastAsync(buffer, BlockSize, throwOnEndOfStream: false);
            ids.Add(Convert.ToBase64String(Encoding.ASCII.GetBytes(ids.Count.ToString("D15", CultureInfo.InvariantCulture))));
            blocks.Add(PutBlockAsync(name, ids[^1], buffer, filled, check, free, slots));
        }

        await Task.WhenAll(blocks);
        string list = $"<BlockList>{string.Concat(ids.Select(id => $"<Latest>{id}</Latest>"))}</BlockList>";
        await PutAsync($"{name}?comp=blocklist", Encoding.UTF8.GetBytes(list));
    }

    public async Task DownloadAsync(string name, Stream destination, long length)
    {
        Queue<(Task Reading, byte[] Buffer, int Length)> pending = new();
        Stack<byte[]> free = new();
        for (long asked = 0, written = 0; written < length;)
        {
            while (asked < length && pending.Count < Parallelism)
            {
                int size = (int)Math.Min(RangeSize, length - asked);
                byte[] buffer = free.TryPop(out byte[]? used) ? used : GC.AllocateUninitializedArray<byte>(RangeSize);
                pending.Enqueue((GetAsync(name, asked, buffer.AsMemory(0, size)), buffer, size));
                asked += size;
            }

            (Task reading, byte[] content, int count) = pending.Dequeue();
            await reading;
            await destination.WriteAsync(content.AsMemory(0, count));
            written += count;
            free.Push(content);
        }
    }

    public async Task UploadOneByOneAsync(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder))
        {
            await PutAsync($"folder/{Path.GetFileName(path)}", await File.ReadAllBytesAsync(path), ("x-ms-blob-type", "BlockBlob"));
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task PutBlockAsync(
        string name, string id, byte[] buffer, int length, BlobContentCheck check, ConcurrentBag<byte[]> free, SemaphoreSlim slots)
    {
        await Task.Yield();
        (string, string)[] headers = check == BlobContentCheck.Crc64 ? [("x-ms-content-crc64", BlobCrc64.ComputeText(buffer.AsSpan(0, length)))] : [];
        await PutAsync($"{name}?comp=block&blockid={Uri.EscapeDataString(id)}", buffer.AsMemory(0, length), headers);
        free.Add(buffer);
        slots.Release();
    }

    private async Task PutAsync(string address, ReadOnlyMemory<byte> content, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(HttpMethod.Put, new Uri(container, address)) { Content = new ReadOnlyMemoryContent(content) };
        Sign(request, content.Length, headers);
        using HttpResponseMessage response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    private async Task GetAsync(string name, long offset, Memory<byte> buffer)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(container, name));
        Sign(request, 0, [("x-ms-range", $"bytes={offset}-{offset + buffer.Length - 1}")]);
        using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using Stream content = await response.Content.ReadAsStreamAsync();
        await content.ReadExactlyAsync(buffer);
    }

    private void Sign(HttpRequestMessage request, long length, (string Name, string Value)[] headers)
    {
        SortedDictionary<string, string> own = new(StringComparer.Ordinal)
        {
            ["x-ms-date"] = TimeProvider.System.GetUtcNow().ToString("R", CultureInfo.InvariantCulture),
            ["x-ms-version"] = "2023-11-03",
        };
        foreach ((string name, string value) in headers)
        {
            own[name] = value;
        }

        StringBuilder text = new();
        text.Append(request.Method.Method).Append("\n\n\n").Append(length > 0 ? length.ToString(CultureInfo.InvariantCulture) : "").Append("\n\n\n\n\n\n\n\n\n");
        foreach ((string name, string value) in own)
        {
            request.Headers.Add(name, value);
            text.Append(name).Append(':').Append(value).Append('\n');
        }

        text.Append('/').Append(account).Append(request.RequestUri!.AbsolutePath);
        foreach (string pair in request.RequestUri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal))
        {
            string[] parts = pair.Split('=', 2);
            text.Append('\n').Append(parts[0]).Append(':').Append(Uri.UnescapeDataString(parts[1]));
        }

        string signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text.ToString())));
        request.Headers.Authorization = new AuthenticationHeaderValue("SharedKey", $"{account}:{signature}");
    }
}
