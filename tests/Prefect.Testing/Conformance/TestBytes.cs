namespace Prefect.Testing;

/// <summary>Bytes that are the same in every run.</summary>
public static class TestBytes
{
    /// <summary>Makes bytes without a pattern that a faulty copy could hide in.</summary>
    /// <param name="size">How many.</param>
    public static byte[] Make(int size)
    {
        byte[] bytes = new byte[size];
        new Random(20_261_120).NextBytes(bytes);
        return bytes;
    }
}
