using System.Text;

namespace Prefect.Gcp.Tests;

public sealed class Crc32CTests
{
    [Theory]
    [InlineData("", 0x00000000)]
    [InlineData("a", 0xC1D04330)]
    [InlineData("123456789", 0xE3069283)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x22620404)]
    public void Known_texts_have_their_known_checksums(string text, uint checksum) =>
        Crc32C.Append(0, Encoding.ASCII.GetBytes(text)).ShouldBe(checksum);

    [Fact]
    public void A_checksum_is_written_as_the_service_writes_it() => Crc32C.Text(Crc32C.Append(0, "hello world"u8)).ShouldBe("yZRlqg==");

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData((3 * 4096) - 1)]
    [InlineData(3 * 4096)]
    [InlineData((3 * 4096) + 1)]
    [InlineData((6 * 4096) + 4099)]
    public void Stretches_side_by_side_give_what_one_bit_after_the_other_gives(int length)
    {
        byte[] content = new byte[length];
        new Random(length).NextBytes(content);

        Crc32C.Append(0, content).ShouldBe(BitByBit(content));
        Crc32C.Append(Crc32C.Append(0, content.AsSpan(0, length / 3)), content.AsSpan(length / 3)).ShouldBe(BitByBit(content));
    }

    private static uint BitByBit(byte[] content)
    {
        uint state = uint.MaxValue;
        foreach (byte value in content)
        {
            state ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                state = (state & 1) == 0 ? state >> 1 : (state >> 1) ^ 0x82F63B78;
            }
        }

        return ~state;
    }
}
