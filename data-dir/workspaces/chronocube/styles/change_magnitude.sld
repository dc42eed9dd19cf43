<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld"
    xmlns:ogc="http://www.opengis.net/ogc" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">
  <NamedLayer>
    <Name>change_magnitude</Name>
    <UserStyle>
      <Title>Magnitude of change</Title>
      <Abstract>First band of what datacube:ChangeVectorAnalysis gives, in standard deviations: nothing where little changed, then yellow to dark red.</Abstract>
      <FeatureTypeStyle>
        <Rule>
          <RasterSymbolizer>
            <ChannelSelection>
              <GrayChannel>
                <SourceChannelName>1</SourceChannelName>
              </GrayChannel>
            </ChannelSelection>
            <ColorMap type="ramp">
              <ColorMapEntry color="#ffffcc" quantity="0" opacity="0" label="0 no change"/>
              <ColorMapEntry color="#ffeda0" quantity="1" opacity="0.6" label="1"/>
              <ColorMapEntry color="#feb24c" quantity="2" label="2"/>
              <ColorMapEntry color="#f03b20" quantity="3" label="3"/>
              <ColorMapEntry color="#7f0000" quantity="5" label="5 and more"/>
            </ColorMap>
          </RasterSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
