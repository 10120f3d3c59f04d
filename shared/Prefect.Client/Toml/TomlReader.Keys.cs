namespace Prefect.Client.Toml;

internal sealed partial class TomlReader
{
    private TomlTable ReadHeader(TomlTable root)
    {
        int start = _position;
        int line = LineHere();
        bool ofTables = Peek(1) == '[';
        _position += ofTables ? 2 : 1;
        SkipSpaces();
        List<string> path = ReadKeyPath();
        SkipSpaces();
        Expect(']', "to close the section name");
        if (ofTables)
        {
            Expect(']', "to close the section name");
        }

        TomlTable parent = root;
        for (int i = 0; i < path.Count - 1; i++)
        {
            parent = DescendForHeader(parent, path[i], start, line);
        }

        return ofTables ? AppendTable(parent, path[^1], start, line) : DefineTable(parent, path[^1], start, line);
    }

    private TomlTable DescendForHeader(TomlTable parent, string key, int start, int line)
    {
        if (!parent.TryGet(key, out TomlNode? found))
        {
            TomlTable made = new(line, TomlTableOrigin.Implied);
            parent.TryAdd(key, made);
            return made;
        }

        return found switch
        {
            TomlTable { Origin: not TomlTableOrigin.Inline } table => table,
            TomlArray { IsOfTables: true } array => (TomlTable)array.Items[^1],
            _ => throw Fail($"'{key}' already has a value, so it cannot hold a section", start),
        };
    }

    private TomlTable DefineTable(TomlTable parent, string key, int start, int line)
    {
        if (!parent.TryGet(key, out TomlNode? found))
        {
            TomlTable made = new(line, TomlTableOrigin.Header);
            parent.TryAdd(key, made);
            return made;
        }

        if (found is not TomlTable { Origin: TomlTableOrigin.Implied } table)
        {
            throw Fail($"'{key}' is defined twice", start);
        }

        table.Origin = TomlTableOrigin.Header;
        return table;
    }

    private TomlTable AppendTable(TomlTable parent, string key, int start, int line)
    {
        if (!parent.TryGet(key, out TomlNode? found))
        {
            found = new TomlArray(line, isOfTables: true);
            parent.TryAdd(key, found);
        }

        if (found is not TomlArray { IsOfTables: true } array)
        {
            throw Fail($"'{key}' is already defined as something other than an array of sections", start);
        }

        TomlTable made = new(line, TomlTableOrigin.Header);
        array.Items.Add(made);
        return made;
    }

    private void ReadKeyValue(TomlTable section)
    {
        int start = _position;
        int line = LineHere();
        List<string> path = ReadKeyPath();
        SkipSpaces();
        Expect('=', "after the key");
        SkipSpaces();
        TomlTable owner = section;
        for (int i = 0; i < path.Count - 1; i++)
        {
            owner = DescendForDottedKey(owner, path[i], start, line);
        }

        TomlNode value = ReadValue();
        if (!owner.TryAdd(path[^1], value))
        {
            throw Fail($"'{path[^1]}' is defined twice", start);
        }
    }

    private TomlTable DescendForDottedKey(TomlTable owner, string key, int start, int line)
    {
        if (!owner.TryGet(key, out TomlNode? found))
        {
            TomlTable made = new(line, TomlTableOrigin.DottedKey);
            owner.TryAdd(key, made);
            return made;
        }

        if (found is not TomlTable { Origin: TomlTableOrigin.DottedKey or TomlTableOrigin.Implied } table)
        {
            throw Fail($"'{key}' is already defined and cannot be extended here", start);
        }

        table.Origin = TomlTableOrigin.DottedKey;
        return table;
    }

    private List<string> ReadKeyPath()
    {
        List<string> path = [ReadKey()];
        while (true)
        {
            int before = _position;
            SkipSpaces();
            if (Current != '.')
            {
                _position = before;
                return path;
            }

            _position++;
            SkipSpaces();
            path.Add(ReadKey());
        }
    }

    private string ReadKey()
    {
        if (Current is '"' or '\'')
        {
            return Current == '"' ? ReadBasicString() : ReadLiteralString();
        }

        int start = _position;
        while (char.IsAsciiLetterOrDigit(Current) || Current is '_' or '-')
        {
            _position++;
        }

        return _position > start ? _text[start.._position] : throw Fail($"expected a key, found {Shown()}");
    }
}
