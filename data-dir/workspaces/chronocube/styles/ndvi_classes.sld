<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld"
    xmlns:ogc="http://www.opengis.net/ogc" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">
  <NamedLayer>
    <Name>ndvi_classes</Name>
    <UserStyle>
      <Title>NDVI in classes</Title>
      <Abstract>Vegetation index in six classes.</Abstract>
      <FeatureTypeStyle>
        <Rule>
          <RasterSymbolizer>
            <ColorMap type="intervals">
              <ColorMapEntry color="#5b4a3a" quantity="0.0" label="below 0: water, snow"/>
              <ColorMapEntry color="#e3d3a1" quantity="0.2" label="0 to 0.2: bare"/>
              <ColorMapEntry color="#f7f3b5" quantity="0.4" label="0.2 to 0.4: sparse"/>
              <ColorMapEntry color="#8fcb63" quantity="0.6" label="0.4 to 0.6: growing"/>
              <ColorMapEntry color="#43a047" quantity="0.8" label="0.6 to 0.8: dense"/>
              <ColorMapEntry color="#0a5a2c" quantity="1.01" label="above 0.8: very dense"/>
            </ColorMap>
          </RasterSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
