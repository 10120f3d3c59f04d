using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using Prefect.Gcp;

namespace Prefect.Benchmarks;

/// <summary>The same requests as one would write them with an <see cref="HttpClient"/> alone: no retries and no traces.</summary>
internal sealed class RawObjects(Uri peer) : IDisposable
{
    private const int ChunkSize = 16 << 20;
    private const int RangeSize = 4 << 20;
    private const int Parallelism = 4;

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    public async Task UploadAsync(string path, string name, bool isChecked)
    {
        await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        using HttpResponseMessage begun = await _http.PostAsync(new Uri(peer, $"upload/storage/v1/b/landing/o?uploadType=resumable&name={name}"), content: null);
        byte[] current = GC.AllocateUninitializedArray<byte>(ChunkSize);
        byte[] next = GC.AllocateUninitializedArray<byte>(ChunkSize);
        int length = await file.ReadAtLeastAsync(current, ChunkSize, throwOnEndOfStream: false);
        uint checksum = 0;
        for (long offset = 0; length > 0;)
        {
            bool isLast = offset + length == file.Length;
            checksum = isChecked ? Crc32C.Append(checksum, current.AsSpan(0, length)) : 0;
            ValueTask<int> reading = file.ReadAtLeastAsync(next, ChunkSize, throwOnEndOfStream: false);
            await PutAsync(begun.Headers.Location!, current.AsMemory(0, length), $"bytes {offset}-{offset + length - 1}/{(isLast ? $"{file.Length}" : "*")}");
            offset += length;
            length = await reading;
            (current, next) = (next, current);
        }
    }

    [SuppressMessage("Reliability", "CA2025", Justification = "All ranges have ended before the method does.")]
    public async Task DownloadAsync(string name, Stream destination, long length)
    {
        Queue<(Task Reading, byte[] Buffer, int Length)> pending = new();
        Stack<byte[]> free = new();
        uint checksum = 0;
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
            checksum = Crc32C.Append(checksum, content.AsSpan(0, count));
            await destination.WriteAsync(content.AsMemory(0, count));
            written += count;
            free.Push(content);
        }

        GC.KeepAlive(checksum);
    }

    public async Task UploadOneByOneAsync(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder))
        {
            using MultipartContent whole = new("related")
            {
                new StringContent("{}", new MediaTypeHeaderValue("application/json")),
                new ByteArrayContent(await File.ReadAllBytesAsync(path)),
            };
            using HttpResponseMessage response = await _http.PostAsync(
                new Uri(peer, $"upload/storage/v1/b/landing/o?uploadType=multipart&name=folder%2F{Path.GetFileName(path)}"), whole);
            response.EnsureSuccessStatusCode();
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task PutAsync(Uri session, ReadOnlyMemory<byte> content, string range)
    {
        using HttpRequestMessage request = new(HttpMethod.Put, session) { Content = new ReadOnlyMemoryContent(content) };
        request.Content.Headers.ContentRange = ContentRangeHeaderValue.Parse(range);
        using HttpResponseMessage response = await _http.SendAsync(request);
        if (response.StatusCode != HttpStatusCode.PermanentRedirect)
        {
            response.EnsureSuccessStatusCode();
        }
    }

    private async Task GetAsync(string name, long offset, Memory<byte> buffer)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(peer, $"storage/v1/b/landing/o/{name}?alt=media"));
        request.Headers.Range = new RangeHeaderValue(offset, offset + buffer.Length - 1);
        using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using Stream content = await response.Content.ReadAsStreamAsync();
        await content.ReadExactlyAsync(buffer);
    }
}
