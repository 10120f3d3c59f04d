using System.IO.Pipes;
using System.Text;

namespace Prefect.Shell.Tests;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("a", new[] { "a" })]
    [InlineData("a\n", new[] { "a" })]
    [InlineData("a\r\n\r\nb", new[] { "a", "", "b" })]
    [InlineData("10%\r20%\rdone\n", new[] { "10%\r20%\rdone" })]
    public async Task Text_is_taken_apart_at_line_feeds(string text, string[] lines) =>
        (await ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)))).ShouldBe(lines);

    [Fact]
    public async Task Character_that_arrives_in_two_pieces_is_whole() =>
        (await ReadAsync(new DrippingStream(Encoding.UTF8.GetBytes("smørbrød 🐟\nå")))).ShouldBe(["smørbrød 🐟", "å"]);

    [Fact]
    public async Task Bytes_that_are_no_text_are_replaced() =>
        (await ReadAsync(new MemoryStream([0x61, 0xff, 0xfe, 0x62, 0x0a, 0xc3]))).ShouldBe(["a\ufffd\ufffdb", "\ufffd"]);

    [Fact]
    public async Task Line_without_end_comes_in_pieces_and_whole()
    {
        List<string> lines = await ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(new string('x', LineReader.LongestLine * 2) + "y\nz\n")));
        lines.Select(line => line.Length).ShouldBe([LineReader.LongestLine, LineReader.LongestLine, 1, 1]);
        string.Concat(lines).ShouldEndWith("xyz");
    }

    [Fact]
    public async Task Line_of_the_longest_length_is_followed_by_no_empty_one()
    {
        List<string> lines = await ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(new string('x', LineReader.LongestLine) + "\ny\n")));
        lines.Select(line => line.Length).ShouldBe([LineReader.LongestLine, 1]);
    }

    [Fact]
    public async Task Character_of_two_halves_is_not_torn_where_a_line_is()
    {
        string text = new string('x', LineReader.LongestLine - 1) + "🐟y";
        List<string> lines = await ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text + "\n")));
        lines.Select(line => line.Length).ShouldBe([LineReader.LongestLine - 1, 3]);
        string.Concat(lines).ShouldBe(text);
    }

    [Fact]
    public async Task What_is_in_a_pipe_that_is_given_up_is_read()
    {
        using AnonymousPipeServerStream writer = new(PipeDirection.Out);
        await using AnonymousPipeClientStream reader = new(PipeDirection.In, writer.ClientSafePipeHandle);
        await writer.WriteAsync("one\ntwo"u8.ToArray(), TestContext.Current.CancellationToken);
        (await ReadAsync(reader, isGivenUp: true)).ShouldBe(["one", "two"]);
    }

    private static async Task<List<string>> ReadAsync(Stream pipe, bool isGivenUp = false)
    {
        List<string> lines = [];
        await LineReader.ReadAsync(
            pipe,
            (line, _) =>
            {
                lines.Add(line);
                return ValueTask.CompletedTask;
            },
            isGivenUp ? new CancellationToken(canceled: true) : TestContext.Current.CancellationToken);
        return lines;
    }

    /// <summary>Gives one byte at a time.</summary>
    private sealed class DrippingStream(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(1, buffer.Length)], cancellationToken);
    }
}
