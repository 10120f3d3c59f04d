using System.Text;

namespace Prefect.Azure.Tests;

public sealed class BlobCrc64Tests
{
    [Fact]
    public void The_checksum_of_the_usual_text_is_the_published_one() =>
        BlobCrc64.Compute(Encoding.ASCII.GetBytes("123456789")).ShouldBe(0xAE8B14860A799888);

    [Fact]
    public void Folding_gives_what_byte_after_byte_gives_whatever_the_length()
    {
        byte[] data = new byte[1200];
        new Random(7).NextBytes(data);
        for (int length = 0; length <= data.Length; length++)
        {
            ulong slow = ulong.MaxValue;
            foreach (byte value in data.AsSpan(0, length))
            {
                slow = BlobCrc64.Update(slow, [value]);
            }

            BlobCrc64.Compute(data.AsSpan(0, length)).ShouldBe(~slow);
        }
    }
}
